namespace EventPics.Internal.Http;

/// <summary>What was read of an answer's body.</summary>
/// <param name="Bytes">The bytes up to the limit.</param>
/// <param name="IsWhole">Whether that was all.</param>
internal sealed record BoundedBody(ArraySegment<byte> Bytes, bool IsWhole);
