namespace EventPics.LiveCheck;

/// <summary>The service refused something that a question builds on, such as an upload URL.</summary>
internal sealed class QuestionFailedException(string message) : Exception(message);
