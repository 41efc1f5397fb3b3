namespace WebBooth.Photos;

/// <summary>A file that the booth does not take; the page explains the reason in the guest's language.</summary>
internal sealed class PhotoRefusedException(int statusCode, string reason, string detail) : Exception(detail)
{
    public int StatusCode { get; } = statusCode;

    public string Reason { get; } = reason;

    public static PhotoRefusedException TooLarge(BoothOptions options) =>
        new(StatusCodes.Status413PayloadTooLarge, "tooLarge", $"Files may be up to {options.MaxFileMegabytes} MB.");

    public static PhotoRefusedException NotAPhoto() =>
        new(StatusCodes.Status415UnsupportedMediaType, "notAPhoto", "The file is neither a photo nor a video.");

    public static PhotoRefusedException CutShort(string detail) =>
        new(StatusCodes.Status422UnprocessableEntity, "cutShort", $"The file is incomplete: {detail}");

    public static PhotoRefusedException CannotStore() =>
        new(StatusCodes.Status507InsufficientStorage, "cannotStore", "The booth can't store more photos. Tell the staff to free disk space.");
}
