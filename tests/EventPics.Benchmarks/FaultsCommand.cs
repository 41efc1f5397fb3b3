using EventPics.Benchmarks.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace EventPics.Benchmarks;

/// <summary>What becomes of one photo under each fault, with the SDK and with what people use instead. Prints the README's table.</summary>
internal static class FaultsCommand
{
    public static async Task<int> RunAsync()
    {
        await using var services = new ServiceCollection()
            .AddHttpClient("resilient", http => http.Timeout = Timeout.InfiniteTimeSpan).AddStandardResilienceHandler().Services
            .BuildServiceProvider();
        using var plain = new HttpClient();
        ISender[] senders =
        [
            new HttpClientSender("HttpClient", plain),
            new HttpClientSender("standard resilience handler", services.GetRequiredService<IHttpClientFactory>().CreateClient("resilient")),
            new CurlSender(),
            new SdkSender(),
        ];

        // All at once: nearly all of it is waiting.
        var rows = await Task.WhenAll(Scenario.All.Select(async scenario =>
            (scenario.Name, Outcomes: await Task.WhenAll(senders.Select(sender => Outcome.OfAsync(sender, scenario))))));
        Console.WriteLine($"| fault | {string.Join(" | ", senders.Select(sender => sender.Name))} |");
        Console.WriteLine($"| --- |{string.Concat(senders.Select(_ => " --- |"))}");
        foreach (var (name, outcomes) in rows)
        {
            Console.WriteLine($"| {name} | {string.Join(" | ", outcomes.AsEnumerable())} |");
        }

        var good = senders.Select((_, column) => rows.Count(row => row.Outcomes[column].IsGood)).ToArray();
        Console.WriteLine($"| **delivered once and reported so** | {string.Join(" | ", good.Select(count => $"**{count} of {rows.Length}**"))} |");
        return good[^1] == rows.Length ? 0 : 1;
    }
}
