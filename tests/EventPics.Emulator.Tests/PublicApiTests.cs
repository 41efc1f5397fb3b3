using PublicApiGenerator;

namespace EventPics.Emulator.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public async Task The_public_API_is_as_approved()
    {
        var actual = typeof(EventPicsEmulator).Assembly
            .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n") + "\n";
        var approved = Path.Combine(AppContext.BaseDirectory, "EventPics.Emulator.net10.0.approved.txt");
        var received = approved.Replace(".approved.", ".received.", StringComparison.Ordinal);
        var expected = File.Exists(approved)
            ? (await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n")
            : "";
        if (actual != expected)
        {
            await File.WriteAllTextAsync(received, actual, TestContext.Current.CancellationToken);
        }

        Assert.True(actual == expected, $"The public API has changed. If this is intended, copy {received} over the approved file beside this test.");
    }
}
