using System.Text;
using Recipes;
using Recipes.Support;

Console.OutputEncoding = Encoding.UTF8;
var recipes = new Dictionary<string, Func<RecipeContext, Task>>
{
    ["hot-folder"] = HotFolderInHost.RunAsync,
    ["hot-folder-without-host"] = HotFolderWithoutHost.RunAsync,
    ["window"] = QueueInWindow.RunAsync,
    ["problem-details"] = ErrorsAsProblemDetails.RunAsync,
    ["proxy"] = UploadThroughProxy.RunAsync,
    ["many"] = ManyPhotos.RunAsync,
    ["health-checks"] = HealthChecks.RunAsync,
};

if (args is not [var name] || !recipes.TryGetValue(name, out var runAsync))
{
    Console.WriteLine(string.Join('\n', recipes.Keys));
    return args.Length == 0 ? 0 : 2;
}

await using var context = await RecipeContext.CreateAsync();
await runAsync(context);
Console.WriteLine($"Photos in the album: {context.Emulator.Photos.Count}");
return 0;
