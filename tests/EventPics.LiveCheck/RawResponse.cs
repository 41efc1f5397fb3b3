namespace EventPics.LiveCheck;

/// <summary>A response as it came, without secrets.</summary>
/// <param name="Request">What was requested.</param>
/// <param name="Status">The status, or null when no response came.</param>
/// <param name="Headers">The headers, <c>Name: value</c>.</param>
/// <param name="Body">The start of the body, or why no response came.</param>
/// <param name="Milliseconds">The time from the request to the end of the response.</param>
internal sealed record RawResponse(string Request, int? Status, IReadOnlyList<string> Headers, string Body, long Milliseconds);
