using EventPics;
using EventPics.Queue;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Recipes.Support;

namespace Recipes;

/// <summary>Health checks of the client and of the queue.</summary>
internal static class HealthChecks
{
    public static async Task RunAsync(RecipeContext context)
    {
        await CheckAsync(context.Configuration);
        var configuration = context.Configuration;
        configuration["EventPics:ApiKey"] = "wrong-key-12345";
        await CheckAsync(configuration);
    }

    private static async Task CheckAsync(Dictionary<string, string?> configuration)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Services.AddEventPics().AddUploadQueue(builder.Configuration.GetSection("EventPicsQueue"));

        #region health-checks
        builder.Services.AddHealthChecks()
            .AddEventPics(tags: ["ready"])
            .AddEventPicsUploadQueue(tags: ["ready"]);
        #endregion

        await using var app = builder.Build();

        #region health-endpoints
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }); // restarts repair no connection
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = (http, report) => http.Response.WriteAsync(
                string.Join('\n', report.Entries.Select(entry => $"{entry.Key}: {entry.Value.Status}"))),
        });
        #endregion

        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        foreach (var path in (string[])["/health/live", "/health/ready"])
        {
            using var response = await http.GetAsync(path);
            Console.WriteLine($"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }

        await app.StopAsync();
    }
}
