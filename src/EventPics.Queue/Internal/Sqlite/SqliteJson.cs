using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>Source-generated JSON for statement parameters, so that trimming keeps it.</summary>
[JsonSerializable(typeof(IReadOnlyCollection<string>))]
internal sealed partial class SqliteJson : JsonSerializerContext
{
    public static string ToJson(IReadOnlyCollection<string> texts) => JsonSerializer.Serialize(texts, Default.IReadOnlyCollectionString);
}
