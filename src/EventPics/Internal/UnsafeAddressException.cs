namespace EventPics.Internal;

/// <summary>A link's host name leads into this machine or its local network.</summary>
internal sealed class UnsafeAddressException() : IOException("The link's host leads into a local network.");
