namespace EventPics.Queue.Internal.Hosting;

/// <summary>A queue among a host's services.</summary>
/// <param name="OptionsName">The name of its options: the account's name, or empty for the only account.</param>
internal sealed record RegisteredQueue(string OptionsName);
