namespace EventPics.Tests.Shared;

/// <summary>Real photos next to the checkout, which only some machines have.</summary>
internal static class SamplePhotos
{
    /// <summary>The path of a photo. Skips the test if it is missing.</summary>
    public static string Path(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = System.IO.Path.Combine(folder.FullName, "shared", "photos", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"There is no shared/photos/{name} next to the repository.");
        return "";
    }
}
