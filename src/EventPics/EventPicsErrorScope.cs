namespace EventPics;

/// <summary>What a failure affects. Other scopes are not affected.</summary>
public enum EventPicsErrorScope
{
    /// <summary>This file: it is too large, or its bytes or metadata are rejected.</summary>
    Upload,

    /// <summary>This upload URL: it expired or is rejected. Another one may work.</summary>
    UploadUrl,

    /// <summary>This event or album.</summary>
    Destination,

    /// <summary>The account that the API key belongs to.</summary>
    Account,

    /// <summary>The service or its storage as a whole.</summary>
    Service,

    /// <summary>The connection to the service: network, proxy, login page, certificate.</summary>
    Connection,
}
