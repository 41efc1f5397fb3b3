using EventPics.Internal.Http;
using EventPics.Internal.Validation;

namespace EventPics;

/// <summary>One photo or video and its destination.</summary>
public sealed class UploadRequest
{
    /// <summary>Initializes a request.</summary>
    /// <param name="linkId">The event's link ID.</param>
    /// <param name="fileName">The base name of the file, at most 255 bytes of UTF-8, without control characters.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="ArgumentException">A value is empty or malformed.</exception>
    public UploadRequest(string linkId, string fileName, UploadContent content)
    {
        LinkId = ArgumentRules.CheckId(linkId);
        FileName = ArgumentRules.CheckFileName(fileName);
        ArgumentNullException.ThrowIfNull(content);
        Content = content.WithFileName(FileName);
    }

    private UploadRequest(string linkId, UploadContent file, string fileName) => (LinkId, Content, FileName) = (linkId, file, fileName);

    /// <summary>The event's link ID.</summary>
    public string LinkId { get; }

    /// <summary>The name of the file, as sent.</summary>
    public string FileName { get; }

    /// <summary>The bytes. If their media type can't be detected, <see cref="FileName"/> determines it.</summary>
    public UploadContent Content { get; }

    /// <summary>The album's ID.</summary>
    /// <value>Default: <see langword="null"/>; the service chooses the album.</value>
    /// <exception cref="ArgumentException">The value is empty or malformed.</exception>
    public string? AlbumId
    {
        get;
        set => field = value is null ? null : ArgumentRules.CheckId(value, nameof(AlbumId));
    }

    /// <summary>
    /// When the photo was taken; sent as Unix milliseconds in UTC exactly as given, even if the camera's or this computer's clock is wrong.
    /// </summary>
    /// <value>Default: <see langword="null"/>; nothing is sent.</value>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>
    /// The upload URL that an earlier attempt used, to continue without a duplicate: from <see cref="EventPicsException.UploadUrl"/>, or
    /// one that was requested and stored before the upload. It is tried first, whatever <see cref="UploadUrl.ExpiresAt"/> says. If an
    /// object exists there that can't be replaced, the photo counts as uploaded, unless the URL is
    /// <see cref="UploadUrl.IsUnused">unused</see>; if the storage rejects the URL, a new one is requested, and the result says
    /// <see cref="UploadResult.PossibleDuplicate"/>, unless the URL is unused and nothing exists there. The upload queue continues with it
    /// in the same way.
    /// </summary>
    /// <remarks>
    /// An upload that ends with another exception, for example because it was cancelled or its file can't be read again, sets it if the
    /// storage may have the photo: the same request continues the upload.
    /// </remarks>
    /// <value>Default: <see langword="null"/>; a new upload URL is requested.</value>
    public UploadUrl? UploadUrl { get; set; }

    /// <summary>
    /// Whether the photo may be in the album already through an upload URL that is not known here, for example because another computer
    /// sent it and got no response. The result then says <see cref="UploadResult.PossibleDuplicate"/>.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool MayBeUploaded
    {
        get => field || UploadUrl is { IsPossibleDuplicate: true };
        set;
    }

    /// <summary>Creates a request for a file under its own name.</summary>
    /// <param name="linkId">The event's link ID.</param>
    /// <param name="path">The file.</param>
    /// <param name="albumId">The album's ID; <see langword="null"/> to let the service choose the album.</param>
    /// <returns>The request.</returns>
    /// <exception cref="ArgumentException">A value is malformed, the path is a directory, or the file is empty.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static UploadRequest FromFile(string linkId, string path, string? albumId = null) =>
        FromFile(linkId, path, albumId, keepOpen: false);

    /// <summary>
    /// Creates a request on the thread pool, so that an unreachable share blocks neither the caller's thread nor cancellation.
    /// </summary>
    /// <param name="linkId">The event's link ID.</param>
    /// <param name="path">The file.</param>
    /// <param name="albumId">The album's ID.</param>
    /// <param name="keepOpen">
    /// Keeps the file open for the first attempt: opening it twice costs more than all other checks together.
    /// </param>
    /// <param name="options">The stall timeout limits the wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal static async Task<UploadRequest> OpenFileAsync(
        string linkId, string path, string? albumId, bool keepOpen, EventPicsClientOptions options, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.StallTimeout, options.TimeProvider, cancellationToken);
        var opening = Task.Run(() => FromFile(linkId, path, albumId, keepOpen), deadline.Token);
        try
        {
            return await CancellableRead.WaitAsync(opening, deadline.Token, CloseLater).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException(FormattableString.Invariant(
                $"The file '{Path.GetFileName(path)}' could not be read: it did not open within {options.StallTimeout.TotalSeconds:0.###} s. Check the disk or the network share."));
        }
    }

    private static UploadRequest FromFile(string linkId, string path, string? albumId, bool keepOpen)
    {
        ArgumentRules.CheckId(linkId);
        var content = UploadContent.FromFile(path, contentType: null, path, keepOpen);
        try
        {
            return new UploadRequest(linkId, content, ArgumentRules.CheckFileName(Path.GetFileName(path))) { AlbumId = albumId };
        }
        catch
        {
            content.Close();
            throw;
        }
    }

    private static void CloseLater(Task<UploadRequest> opening) => opening.ContinueWith(
        static opened => opened.Result.Content.Close(),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion,
        TaskScheduler.Default);
}
