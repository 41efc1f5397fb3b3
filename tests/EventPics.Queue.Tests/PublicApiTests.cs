using System.Runtime.Loader;
using PublicApiGenerator;

namespace EventPics.Queue.Tests;

/// <summary>A change of the public API shows as a changed line here. EVENTPICS_APPROVE=FOLDER writes the new text there.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("net10.0")]
    [InlineData("netstandard2.0")]
    public void The_public_api_is_as_approved(string framework)
    {
        var assembly = typeof(UploadQueue).Assembly;
        if (framework != "net10.0")
        {
            var folder = AppContext.BaseDirectory.Replace("EventPics.Queue.Tests", "EventPics.Queue", StringComparison.Ordinal).TrimEnd(Path.DirectorySeparatorChar);
            assembly = new AssemblyLoadContext(framework, isCollectible: true).LoadFromAssemblyPath(Path.Combine($"{folder}_{framework}", "EventPics.Queue.dll"));
        }

        var api = assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });
        var name = $"EventPics.Queue.{framework}.approved.txt";
        if (Environment.GetEnvironmentVariable("EVENTPICS_APPROVE") is { } approve)
        {
            File.WriteAllText(Path.Combine(approve, name), api);
        }

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name)), api, ignoreLineEndingDifferences: true);
    }
}
