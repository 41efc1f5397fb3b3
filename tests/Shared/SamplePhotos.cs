namespace EventPics.Tests.Shared;

/// <summary>Real photos next to the checkout, which only some machines have.</summary>
internal static class SamplePhotos
{
    /// <summary>The path of a photo. Skips the test on a machine without the photos; one that is missing among them is an error.</summary>
    public static string Path(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var photos = System.IO.Path.Combine(folder.FullName, "shared", "photos");
            if (Directory.Exists(photos))
            {
                var path = System.IO.Path.Combine(photos, name);
                Assert.True(File.Exists(path), $"{path} is missing.");
                return path;
            }
        }

        Assert.Skip("There is no folder shared/photos next to the repository.");
        return "";
    }
}
