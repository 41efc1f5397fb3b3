using System.Runtime.Loader;
using PublicApiGenerator;

namespace EventPics.Tests.Docs;

/// <summary>The public API changes only on purpose.</summary>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    [Theory]
    [InlineData("net10.0", "EventPics.dll")]
    [InlineData("netstandard2.0", "netstandard2.0/EventPics.dll")]
    public async Task The_public_API_is_as_approved(string framework, string assembly)
    {
        var actual = Generate(Path.Combine(AppContext.BaseDirectory, assembly));
        var approvedFile = Repository.PathOf("tests", "EventPics.Tests", $"EventPics.{framework}.approved.txt");
        var receivedFile = approvedFile.Replace(".approved.", ".received.", StringComparison.Ordinal);
        var approved = File.Exists(approvedFile) ? await File.ReadAllTextAsync(approvedFile, TestContext.Current.CancellationToken) : "";
        if (actual == approved.ReplaceLineEndings("\n"))
        {
            File.Delete(receivedFile);
            return;
        }

        await File.WriteAllTextAsync(receivedFile, actual, TestContext.Current.CancellationToken);
        Assert.Fail($"The public API for {framework} changed. If that is meant, accept it: mv '{receivedFile}' '{approvedFile}'");
    }

    [Fact]
    public void Both_frameworks_offer_the_same()
    {
        var modern = Generate(Path.Combine(AppContext.BaseDirectory, "EventPics.dll"));
        var old = Generate(Path.Combine(AppContext.BaseDirectory, "netstandard2.0", "EventPics.dll"));

        Assert.Equal(modern, old);
    }

    private static string Generate(string path)
    {
        // Two builds of one assembly can't live in one context.
        var context = new AssemblyLoadContext(path, isCollectible: true);
        try
        {
            return context.LoadFromAssemblyPath(path).GeneratePublicApi(Options).ReplaceLineEndings("\n") + "\n";
        }
        finally
        {
            context.Unload();
        }
    }
}
