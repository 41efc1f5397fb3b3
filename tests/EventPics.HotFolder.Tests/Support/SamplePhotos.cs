namespace EventPics.HotFolder.Tests.Support;

/// <summary>Real pictures beside the repository, on machines that have them.</summary>
internal static class SamplePhotos
{
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

        Assert.Skip($"There is no shared/photos/{name} beside the repository.");
        return "";
    }
}
