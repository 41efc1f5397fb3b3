using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Profiles;
using EventPics.Cli.Watching;

namespace EventPics.Cli.Commands.Profiles;

/// <summary>Runs <c>profile check</c>.</summary>
internal sealed class ProfileCheck(CommandContext context)
{
    public int Run(string file)
    {
        var path = Path.GetFullPath(file);
        var loaded = ProfileStore.Load(path, context.Texts, context.ApiKeyStore);
        if (!loaded.Exists)
        {
            throw new CommandException(ExitCodes.Usage, context.Texts.ProfileMissing(path.Sanitize()));
        }

        foreach (var error in loaded.Errors)
        {
            Write(error);
        }

        if (context.Json)
        {
            JsonOutput.Write(context.Out, new ProfileLine("profile", path, loaded.IsValid, loaded.Errors.Count));
        }
        else if (loaded.IsValid)
        {
            context.Out.WriteLine(context.Texts.ProfileValid(path.Sanitize()));
        }

        WarnAboutMissingFolders(loaded.Profile);
        return loaded.IsValid ? ExitCodes.Success : ExitCodes.Failed;
    }

    private void Write(ProfileError error)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Out, new ProfileErrorLine("profileError", error.Key, error.Message));
        }
        else
        {
            var namesKey = error.Key is null || error.Message.StartsWith(error.Key, StringComparison.Ordinal);
            context.Out.WriteLine(namesKey ? error.Message : $"{error.Key}: {error.Message}");
        }
    }

    // No error, since the profile may be meant for another computer.
    private void WarnAboutMissingFolders(Profile profile)
    {
        foreach (var folder in profile.Folders.Where(folder => !Directory.Exists(folder) && !WatchedPathValidator.HasDate(folder)))
        {
            context.Warn(context.Texts.NoFolderHere(folder.Sanitize()));
        }
    }
}
