using System.Security.Cryptography;
using EventPics.Cli.Context;
using EventPics.Cli.Localization;
using EventPics.Cli.OperatorApp.Pages;
using EventPics.Cli.Platform;
using EventPics.Cli.Profiles;
using EventPics.Queue;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventPics.Cli.OperatorApp.Setup;

/// <summary>
/// The three steps of the setup. What is chosen stays in the page until the last button saves it as a whole, so a browser that is closed in
/// the middle leaves only what was complete: a key that was accepted.
/// </summary>
internal sealed class SetupEndpoints(
    CommandContext tool, ProfileStore profiles, UploadQueue queue, OperatorPage page, OperatorActions actions)
{
    public const string Page = "/setup";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        OperatorActions.MapGet(endpoints, Page, context => page.WriteAsync(context, "setup"));
        OperatorActions.MapRead(endpoints, "/app/api/setup", WriteStateAsync);
        OperatorActions.MapRead(endpoints, "/app/api/setup/events", WriteEventsAsync);
        OperatorActions.MapRead(endpoints, "/app/api/setup/folders", context => context.WriteJsonAsync(
            FolderBrowser.List(In(context), context.Request.Query["path"]), OperatorJson.Default.WireFolder));
        OperatorActions.MapRead(endpoints, "/app/api/setup/places", context =>
            context.WriteJsonAsync(BoothPlaces.Find(), OperatorJson.Default.IReadOnlyListWirePlace));
        actions.MapPost(endpoints, "/app/api/setup/key", OperatorJson.Default.WireKey, CheckKeyAsync);
        MapChoice(endpoints, "contents", WriteContentsAsync);
        MapChoice(endpoints, "checks", WriteChecksAsync);
        MapChoice(endpoints, "speed", WriteSpeedAsync);
        MapChoice(endpoints, "start", StartAsync);
    }

    private void MapChoice(IEndpointRouteBuilder endpoints, string name, Func<HttpContext, WireChoice, Task> handler) => actions.MapPost(
        endpoints, "/app/api/setup/" + name, OperatorJson.Default.WireChoice, (context, choice) =>
            choice is { LinkId.Length: > 0, Folder.Length: > 0 } && Path.IsPathFullyQualified(choice.Folder) && !choice.Folder.Contains('\0')
                ? handler(context, choice)
                : context.RejectAsync(StatusCodes.Status400BadRequest, "badRequest"));

    private CommandContext In(HttpContext context) => tool.In(LanguageSelector.TextsIn(PageLanguage.Choose(context.Request)));

    private Task WriteStateAsync(HttpContext context)
    {
        var loaded = profiles.Load();
        var profile = loaded.Profile;
        return context.WriteJsonAsync(
            new WireSetup(
                HasKey(), ApiKeyStore.FromEnvironment is not null, profile.Event, profile.Album,
                profile.Folders is [var folder, ..] ? folder : null,
                loaded.Exists ? BoothFiles.Read(profile.Exclude) : new WireKinds(SingleShots: false, Videos: true), loaded.IsValid),
            OperatorJson.Default.WireSetup);
    }

    // A key that can't be read, because another account stored it or the disk is damaged, is asked for again.
    private bool HasKey()
    {
        try
        {
            return tool.ApiKeyStore.Read() is not null;
        }
        catch (Exception e) when (e is CommandException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }

    private async Task WriteEventsAsync(HttpContext context) => await context.WriteJsonAsync(
        await EventStep.ListAsync(In(context), context.RequestAborted).ConfigureAwait(false),
        OperatorJson.Default.WireEvents).ConfigureAwait(false);

    private async Task WriteContentsAsync(HttpContext context, WireChoice choice) => await context.WriteJsonAsync(
        await new FolderStep(In(context), queue).ReadAsync(choice, context.RequestAborted).ConfigureAwait(false),
        OperatorJson.Default.WireContents).ConfigureAwait(false);

    private async Task WriteChecksAsync(HttpContext context, WireChoice choice) => await context.WriteJsonAsync(
        await ReadinessCheck.RunAsync(In(context), choice).ConfigureAwait(false),
        OperatorJson.Default.WireFindings).ConfigureAwait(false);

    private async Task WriteSpeedAsync(HttpContext context, WireChoice choice) => await context.WriteJsonAsync(
        await ReadinessCheck.MeasureAsync(In(context), choice).ConfigureAwait(false),
        OperatorJson.Default.WireSpeed).ConfigureAwait(false);

    private async Task CheckKeyAsync(HttpContext context, WireKey key) => await context.WriteJsonAsync(
        await KeyStep.CheckAsync(In(context), key.Key ?? "", context.RequestAborted).ConfigureAwait(false),
        OperatorJson.Default.WireKeyResult).ConfigureAwait(false);

    private Task StartAsync(HttpContext context, WireChoice choice)
    {
        var before = profiles.Load();
        var profile = SetupProfile.Create(before.Profile, choice, tool.Time.GetLocalNow());
        // What could not be read would be lost: a person corrects it first.
        var errors = before.Errors.Where(error => !error.IsMissing).Concat(ProfileValidator.Check(profile, In(context).Texts));
        string[] problems = [.. errors.Select(error => error.Message).Distinct()];
        try
        {
            if (problems.Length == 0)
            {
                profiles.Save(profile);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems = [UserError.FromException(e, In(context).Texts).Message];
        }

        return context.WriteJsonAsync(new WireStart(problems.Length == 0, problems), OperatorJson.Default.WireStart);
    }
}
