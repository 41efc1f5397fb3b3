namespace EventPics.Internal.Http;

/// <summary>The part of a response's body that was read.</summary>
/// <param name="Bytes">The bytes up to the limit.</param>
/// <param name="IsWhole">Whether that was the whole body.</param>
internal sealed record BoundedBody(ArraySegment<byte> Bytes, bool IsWhole);
