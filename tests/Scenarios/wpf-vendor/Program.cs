using EventPics;

new WindowThread().Run(async () =>
{
    var options = new EventPicsClientOptions
    {
        ApiKey = Environment.GetEnvironmentVariable("EVENTPICS_API_KEY")!,
        BaseAddress = new Uri(Environment.GetEnvironmentVariable("EVENTPICS_BASE_ADDRESS")!),
    };
    using var client = new EventPicsClient(options);
    await using var window = new PhotosViewModel(client, args[1]);
    await window.OpenAsync();
    var party = (await client.GetEventsAndAlbumsAsync())[0];
    await window.TakePhotoAsync(party.LinkId, args[0]);
    if (window.ChangesOnOtherThreads > 0)
    {
        throw new InvalidOperationException(
            $"Changed was raised on another thread {window.ChangesOnOtherThreads} times: a WPF collection would throw.");
    }

    var row = window.Photos.Single();
    Console.WriteLine($"The window shows {row.State}, {row.Percent} %.");
    if (row is not { State: "Uploaded", Percent: 100 })
    {
        throw new InvalidOperationException("The window does not show that the photo was uploaded.");
    }
});
