using System.ComponentModel.DataAnnotations;

namespace WebBooth;

/// <summary>The configuration section <c>Booth</c>. The API key stands in <c>EventPics:ApiKey</c>, best in the environment or the user secrets.</summary>
public sealed class BoothOptions
{
    [Required(ErrorMessage = "Booth:LinkId is missing. Set it to the id of your event; `eventpics events` lists them.")]
    [RegularExpression(@"\S{1,256}", ErrorMessage = "Booth:LinkId is not an id. `eventpics events` lists them.")]
    public string LinkId { get; set; } = "";

    [RegularExpression(@"\S{1,256}", ErrorMessage = "Booth:AlbumId is not an id. `eventpics events` lists them.")]
    public string? AlbumId
    {
        get;
        set => field = string.IsNullOrWhiteSpace(value) ? null : value;
    }

    /// <summary>Where photos wait until they are uploaded: an absolute path, or one below the content root.</summary>
    [Required]
    public string Folder { get; set; } = "data";

    [Range(1, 1000)]
    public int MaxFileMegabytes { get; set; } = 15;

    /// <summary>How much may wait while the service can't be reached. Beyond it the booth takes no more photos, so that the disk does not fill up.</summary>
    [Range(1, 10_000)]
    public int MaxWaitingGigabytes { get; set; } = 20;

    /// <summary>How many open pages follow their photos live. Pages beyond it ask for news every 10 s, as does each page above the next limit.</summary>
    [Range(1, 100_000)]
    public int MaxLivePages { get; set; } = 1000;

    /// <summary>How many of them may have one address: guests behind one router share it.</summary>
    [Range(1, 100_000)]
    public int MaxLivePagesPerAddress { get; set; } = 300;

    public long MaxFileSize => MaxFileMegabytes * 1024L * 1024;
}
