namespace EventPics.Internal;

/// <summary>A handed-in HttpClient is about to take a body to another place than it was meant for.</summary>
internal sealed class RedirectFollowedException() : IOException("The HttpClient followed a redirect.");
