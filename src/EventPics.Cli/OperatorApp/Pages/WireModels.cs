namespace EventPics.Cli.OperatorApp.Pages;

/// <summary>What a page needs to start.</summary>
internal sealed record WirePageSettings(string Screen, string Language, string Token, string Version);

/// <summary>Why a request was rejected, as a code for the page and a sentence.</summary>
internal sealed record WireProblem(string Reason, string Message);

/// <summary>A new token, for a page that was open when the program restarted.</summary>
internal sealed record WireToken(string Token);
