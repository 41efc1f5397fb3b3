using System.Reflection;
using System.Runtime.Loader;
using PublicApiGenerator;

namespace EventPics.HotFolder.Tests.Docs;

public class PublicApiTests
{
    [Theory]
    [InlineData("net10.0")]
    [InlineData("netstandard2.0")]
    public async Task The_public_API_is_as_approved(string framework)
    {
        var path = Path.Combine(AppContext.BaseDirectory, framework, "EventPics.HotFolder.dll");
        var context = new AssemblyLoadContext(framework, isCollectible: true);
        context.Resolving += static (_, name) => Assembly.Load(name);
        var actual = context.LoadFromAssemblyPath(path)
            .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n") + "\n";
        var approved = Path.Combine(AppContext.BaseDirectory, $"EventPics.HotFolder.{framework}.approved.txt");
        var received = approved.Replace(".approved.", ".received.", StringComparison.Ordinal);
        var expected = File.Exists(approved)
            ? (await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n")
            : "";
        if (actual != expected)
        {
            await File.WriteAllTextAsync(received, actual, TestContext.Current.CancellationToken);
        }

        Assert.True(actual == expected, $"The public API changed. If that is meant, copy {received} over the approved file beside this test.");
    }
}
