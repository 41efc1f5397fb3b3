using System.Text.Json.Serialization;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Actions;

/// <summary>The entries of the journal of undone removals.</summary>
[JsonSerializable(typeof(QueuedUpload))]
internal sealed partial class UndoJson : JsonSerializerContext;
