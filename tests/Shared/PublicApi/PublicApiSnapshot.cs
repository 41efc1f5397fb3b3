using System.Runtime.Loader;
using PublicApiGenerator;

namespace EventPics.Tests.Shared;

/// <summary>Compares a library's public API with the approved text in its test project.</summary>
internal static class PublicApiSnapshot
{
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    /// <summary>Fails if the API differs, and writes the new text next to the approved one, as *.received.txt.</summary>
    public static async Task AssertApprovedAsync(string assemblyPath, string framework)
    {
        var actual = Generate(assemblyPath);
        var project = Path.GetFileNameWithoutExtension(assemblyPath);
        var approvedFile = Repository.PathOf("tests", $"{project}.Tests", $"{project}.{framework}.approved.txt");
        var receivedFile = approvedFile.Replace(".approved.", ".received.", StringComparison.Ordinal);
        var approved = File.Exists(approvedFile) ? await File.ReadAllTextAsync(approvedFile, TestContext.Current.CancellationToken) : "";
        if (actual == approved.ReplaceLineEndings("\n").TrimEnd('\n'))
        {
            File.Delete(receivedFile);
            return;
        }

        await File.WriteAllTextAsync(receivedFile, actual + "\n", TestContext.Current.CancellationToken);
        Assert.Fail($"The public API for {framework} changed. If that is intended, accept it: mv '{receivedFile}' '{approvedFile}'");
    }

    public static string Generate(string assemblyPath)
    {
        // The builds for two frameworks have the same assembly name: each needs a context of its own.
        var context = new AssemblyLoadContext(assemblyPath, isCollectible: true);
        try
        {
            return context.LoadFromAssemblyPath(assemblyPath).GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd('\n');
        }
        finally
        {
            context.Unload();
        }
    }
}
