using System.Net;
using Microsoft.Extensions.Logging;

namespace EventPics.Emulator;

/// <summary>Options of an <see cref="EventPicsEmulator"/>; read once, at start.</summary>
public sealed class EventPicsEmulatorOptions
{
    /// <summary>Gets or sets the port to listen on.</summary>
    /// <value>Default: 0, a free port.</value>
    public int Port { get; set; }

    /// <summary>Gets or sets the address to listen on; <see cref="IPAddress.Any"/> is every address of this computer.</summary>
    /// <value>Default: <see cref="IPAddress.Loopback"/>: only programs on this computer reach the emulator.</value>
    /// <remarks>
    /// On any other address than a loopback address, every <c>Host</c> header is accepted, as with <see cref="AllowAnyHost"/>.
    /// </remarks>
    public IPAddress ListenAddress { get; set; } = IPAddress.Loopback;

    /// <summary>
    /// Gets or sets whether requests with any <c>Host</c> header are accepted, for clients that reach the emulator through a forwarded port
    /// or a container's name.
    /// </summary>
    /// <value>Default: <see langword="false"/>: only <c>localhost</c>, its subdomains and loopback addresses, so that no website can read the photos through DNS rebinding.</value>
    /// <remarks>Upload URLs then point to the host in the request, otherwise to <see cref="EventPicsEmulator.BaseAddress"/>.</remarks>
    public bool AllowAnyHost { get; set; }

    /// <summary>Gets or sets the API key that is accepted.</summary>
    /// <value>Default: <c>emulator-key</c>.</value>
    public string ApiKey { get; set; } = "emulator-key";

    /// <summary>Gets or sets the lifetime of an upload URL in whole seconds (a fraction is rounded up), at most 365 days.</summary>
    /// <value>Default: 300 seconds.</value>
    public TimeSpan UploadUrlLifetime { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Gets or sets the clock for lifetimes, delays, Date headers and times of arrival.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the events and albums that exist.</summary>
    /// <value>Default: two events, the first being the example of the API page: <c>abcd1234</c> with the albums <c>a1</c> and <c>a2</c>.</value>
    public IReadOnlyList<EmulatorEvent> Events { get; set; } =
    [
        new("Sommerfest", "abcd1234", [new("a1", "Fotobox"), new("a2", "Backstage")]),
        new("Hochzeit Jana & Jörg", "efgh5678", [new("b1", "Feier")]),
    ];

    /// <summary>Gets or sets the name of the property that holds an album's ID in the list of events.</summary>
    /// <value>Default: <see cref="AlbumIdProperty.Id"/>.</value>
    public AlbumIdProperty AlbumIdProperty { get; set; }

    /// <summary>
    /// Gets or sets how many requests <see cref="EventPicsEmulator.Requests"/> keeps; older ones are dropped, so that a long run does not
    /// fill the memory.
    /// </summary>
    /// <value>Default: 10,000.</value>
    public int MaxRequests { get; set; } = 10_000;

    /// <summary>Gets or sets the folder in which photos and videos are kept; those of an earlier run are shown again.</summary>
    /// <value>Default: <see langword="null"/>: in memory only.</value>
    public string? DataDirectory { get; set; }

    /// <summary>Gets or sets the storage that upload URLs and responses imitate.</summary>
    /// <value>Default: <see cref="StorageProvider.R2"/>.</value>
    public StorageProvider Storage { get; set; }

    /// <summary>
    /// Gets or sets whether an upload URL is signed for the content type that fits the file name, so that another one is rejected.
    /// </summary>
    /// <value>Default: <see langword="false"/>. Azure URLs are never signed for one.</value>
    public bool SignContentType { get; set; }

    /// <summary>Gets or sets whether an upload URL only creates: a second PUT to it is rejected as the storage does it.</summary>
    /// <value>Default: <see langword="false"/>: a second PUT replaces the first.</value>
    public bool CreateOnlyUploadUrls { get; set; }

    /// <summary>
    /// Gets or sets whether a PUT is rejected with 429 until a second has passed since the photo of the same upload URL was stored, as R2
    /// limits writes to one object.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool LimitRepeatedPuts { get; set; }

    /// <summary>Gets or sets where the emulator logs; the log never contains keys or upload URLs.</summary>
    /// <value>Default: <see langword="null"/>: nowhere.</value>
    public ILoggerFactory? LoggerFactory { get; set; }
}
