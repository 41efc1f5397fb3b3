using System.ComponentModel.DataAnnotations;

namespace WebBooth;

/// <summary>The configuration section <c>Booth</c>. The API key stands in <c>EventPics:ApiKey</c>, best in the environment or the user secrets.</summary>
public sealed class BoothOptions
{
    [Required(ErrorMessage = "Booth:LinkId is missing. Set it to the id of your event; `eventpics events` lists them.")]
    public string LinkId { get; set; } = "";

    public string? AlbumId { get; set; }

    /// <summary>Where photos wait until they are uploaded: an absolute path, or one below the content root.</summary>
    [Required]
    public string Folder { get; set; } = "data";

    [Range(1, 1000)]
    public int MaxFileMegabytes { get; set; } = 15;

    public long MaxFileSize => MaxFileMegabytes * 1024L * 1024;
}
