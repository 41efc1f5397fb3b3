using System.Text.Json.Serialization;

namespace EventPics.Internal;

internal sealed record UploadUrlCall(string ApiKey, string LinkId, string FileName, string? AlbumId, long? TakenAt);

// A settable property is read without the boxes that constructor arguments need.
internal sealed record UploadUrlReply
{
    public string? UploadUrl { get; set; }
}

internal sealed record EventsReply(IReadOnlyList<EventReply?>? Events);

internal sealed record EventReply(string? Title, string? LinkId, IReadOnlyList<AlbumReply?>? Albums);

// The language versions of the API page differ: some call the album's id "id", some "albumId".
internal sealed record AlbumReply(string? Id, string? AlbumId, string? Title);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 8)]
[JsonSerializable(typeof(UploadUrlCall), GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(UploadUrlReply), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EventsReply), GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class EventPicsJsonContext : JsonSerializerContext;
