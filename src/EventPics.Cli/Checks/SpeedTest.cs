using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Checks;

/// <summary>Uploads one test photo and computes how long the photos of an event take.</summary>
internal static class SpeedTest
{
    public const int PhotoCount = 300;

    private const int TestBytes = 2_000_000;
    /// <summary>The size of a photo that a booth makes, to compute how long one takes.</summary>
    public const int PhotoBytes = 3_000_000;

    private static readonly TimeSpan SlowUploadThreshold = TimeSpan.FromMinutes(60);

    /// <summary>Uploads the test photo, which remains in the album, and returns the speed in bytes per second.</summary>
    /// <exception cref="EventPicsException">The upload failed.</exception>
    public static async Task<long> MeasureAsync(CommandContext context, Destination destination)
    {
        var photo = TestImage.Create(TestBytes);
        var request = new UploadRequest(
            destination.LinkId, "eventpics-speed-test.jpg", UploadContent.FromBytes(photo, "image/jpeg"))
        { AlbumId = destination.AlbumId };
        using var client = context.CreateQuickClient();
        var result = await client.UploadAsync(request, cancellationToken: context.StoppingToken).ConfigureAwait(false);
        return (long)(photo.Length / Math.Max(result.Duration.TotalSeconds, 0.001));
    }

    public static async Task<Finding> RunAsync(CommandContext context, Destination destination)
    {
        try
        {
            var speed = await MeasureAsync(context, destination).ConfigureAwait(false);
            var need = TimeSpan.FromSeconds((double)PhotoCount * PhotoBytes / speed);
            return new Finding(
                DoctorChecks.Speed,
                need < SlowUploadThreshold ? CheckResult.Ok : CheckResult.Warning,
                context.Texts.SpeedMeasured(context.Texts.Speed(speed), PhotoCount, context.Texts.Span(need), Texts.Place(destination)));
        }
        catch (EventPicsException e)
        {
            return new Finding(DoctorChecks.Speed, CheckResult.Bad, context.Texts.ErrorText(e.Error, e.StatusCode));
        }
    }
}
