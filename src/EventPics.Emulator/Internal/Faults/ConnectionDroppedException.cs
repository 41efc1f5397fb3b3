namespace EventPics.Emulator.Internal.Faults;

/// <summary>Ends the handling of a request whose connection a fault has dropped.</summary>
internal sealed class ConnectionDroppedException : Exception;
