using System.Text.Json.Serialization;

namespace EventPics.Internal.Api;

internal sealed record UploadUrlPayload(string ApiKey, string LinkId, string FileName, string? AlbumId, long? TakenAt);

// A settable property is deserialized without the boxing that constructor arguments need.
internal sealed record UploadUrlResponse
{
    public string? UploadUrl { get; set; }
}

internal sealed record EventsResponse(IReadOnlyList<EventModel?>? Events);

internal sealed record EventModel(string? Title, string? LinkId, IReadOnlyList<AlbumModel?>? Albums);

// The language versions of the API page differ: some call the album's id "id", some "albumId".
internal sealed record AlbumModel(string? Id, string? AlbumId, string? Title);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 8)]
[JsonSerializable(typeof(UploadUrlPayload), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(UploadUrlResponse), GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EventsResponse), GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class EventPicsJsonContext : JsonSerializerContext;
