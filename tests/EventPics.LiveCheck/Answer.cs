namespace EventPics.LiveCheck;

/// <summary>A question that was asked.</summary>
internal sealed record Answer(Question Question, IReadOnlyList<RawResponse> Responses, Finding Finding);
