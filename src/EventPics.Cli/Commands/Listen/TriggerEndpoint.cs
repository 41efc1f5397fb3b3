using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EventPics.Cli.Commands.Listen;

/// <summary>The HTTP endpoint on this computer that booth programs call.</summary>
internal sealed class TriggerEndpoint : IAsyncDisposable
{
    private static readonly string[] ParameterNames = ["param1", "param2", "param3", "param4"];
    private static readonly char[] Separators = [',', ';', '|'];

    private readonly WebApplication _application;

    private TriggerEndpoint(WebApplication application) => _application = application;

    public string Address => _application.Urls.First();

    public static async Task<TriggerEndpoint> StartAsync(int port, Func<Trigger, int> process, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddLogging();
        var application = builder.Build();
        application.Run(context => RespondAsync(context, process));
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new TriggerEndpoint(application);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The trigger in a request; <see langword="null"/> when there is none.</summary>
    internal static Trigger? Read(IQueryCollection query)
    {
        var type = query["event_type"].ToString().Trim();
        return type.Length == 0
            ? null
            : new Trigger(
                type, [.. ParameterNames.SelectMany(name => SplitNames(query[name].ToString())).Distinct(StringComparer.Ordinal)]);
    }

    // One parameter may hold a list of names, or one name with a comma in it.
    private static IEnumerable<string> SplitNames(string value) =>
        value.Length == 0
            ? []
            : value.IndexOfAny(Separators) < 0 ? [value]
            : [value, .. value.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static Task RespondAsync(HttpContext context, Func<Trigger, int> process)
    {
        if (!IsLocalRequest(context.Request))
        {
            return WriteAsync(context, StatusCodes.Status403Forbidden, "Only programs on this computer may call.");
        }

        return Read(context.Request.Query) is { } trigger
            ? WriteAsync(context, StatusCodes.Status200OK, $"OK {process(trigger)}")
            : WriteAsync(context, StatusCodes.Status400BadRequest, "event_type is missing.");
    }

    // A web page in this computer's browser could call too, also through a DNS name that points here.
    private static bool IsLocalRequest(HttpRequest request) =>
        request.Host.Host is "localhost" or "127.0.0.1"
        && !request.Headers.ContainsKey("Origin")
        && request.Headers["Sec-Fetch-Site"].ToString() is "" or "none";

    private static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text + "\n");
    }
}
