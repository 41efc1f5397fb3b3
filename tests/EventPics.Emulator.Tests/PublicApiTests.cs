using PublicApiGenerator;

namespace EventPics.Emulator.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public async Task The_public_API_is_as_approved()
    {
        string actual = typeof(EventPicsEmulator).Assembly
            .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n") + "\n";
        string approved = Path.Combine(AppContext.BaseDirectory, "EventPics.Emulator.net10.0.approved.txt");
        string received = approved.Replace(".approved.", ".received.", StringComparison.Ordinal);
        string expected = File.Exists(approved)
            ? (await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n")
            : "";
        if (actual != expected)
        {
            await File.WriteAllTextAsync(received, actual, TestContext.Current.CancellationToken);
        }

        Assert.True(actual == expected, $"The public API changed. If that is meant, copy {received} over the approved file beside this test.");
    }
}
