namespace EventPics.Cli.OperatorApp;

/// <summary>The content of <c>app.json</c>: where the process that serves a data folder can be reached.</summary>
/// <param name="Address">The address of its page.</param>
/// <param name="ProcessId">Its process ID.</param>
internal sealed record AppAddress(string Address, int ProcessId);
