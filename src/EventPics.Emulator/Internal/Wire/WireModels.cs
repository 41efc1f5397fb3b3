using System.Text.Json.Serialization;

namespace EventPics.Emulator.Internal.Wire;

// The JSON bodies of the API; they share a file because they are read together.
internal sealed record WireEvents(IReadOnlyList<WireEvent> Events);

internal sealed record WireEvent(string Title, string LinkId, IReadOnlyList<WireAlbum> Albums);

internal sealed record WireAlbum(string? Id, string Title, string? AlbumId);

internal sealed record WireUploadUrl(string UploadUrl);

internal sealed record WireError(string Error, string Message);

internal sealed record WireGallery(IReadOnlyList<WireGalleryEvent> Events);

internal sealed record WireGalleryEvent(string Title, string LinkId, IReadOnlyList<WireGalleryAlbum> Albums);

internal sealed record WireGalleryAlbum(string? Id, string? Title, IReadOnlyList<WireGalleryPhoto> Photos);

internal sealed record WireGalleryChange(string LinkId, string? AlbumId, WireGalleryPhoto Photo);

internal sealed record WireGalleryPhoto(
    int Number, int Version, string FileName, string Kind, string Url, long Length, DateTimeOffset? TakenAt, DateTimeOffset ReceivedAt);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireEvents))]
[JsonSerializable(typeof(WireUploadUrl))]
[JsonSerializable(typeof(WireError))]
[JsonSerializable(typeof(WireGallery))]
[JsonSerializable(typeof(IReadOnlyList<WireGalleryChange>))]
[JsonSerializable(typeof(PhotoInfo))]
internal sealed partial class WireJson : JsonSerializerContext;
