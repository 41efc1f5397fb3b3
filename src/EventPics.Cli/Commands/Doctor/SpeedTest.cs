using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Commands.Doctor;

/// <summary>Uploads one test photo and computes how long the photos of an event take.</summary>
internal static class SpeedTest
{
    public const int PhotoCount = 300;

    private const int TestBytes = 2_000_000;
    private const int PhotoBytes = 3_000_000;

    private static readonly TimeSpan SlowUploadThreshold = TimeSpan.FromMinutes(60);

    public static async Task<Finding> RunAsync(CommandContext context, Destination destination)
    {
        var photo = TestImage.Create(TestBytes);
        var request = new UploadRequest(
            destination.LinkId, "eventpics-speed-test.jpg", UploadContent.FromBytes(photo, "image/jpeg"))
        { AlbumId = destination.AlbumId };
        try
        {
            using var client = context.CreateQuickClient();
            var result = await client.UploadAsync(request, cancellationToken: context.StoppingToken).ConfigureAwait(false);
            var speed = photo.Length / Math.Max(result.Duration.TotalSeconds, 0.001);
            var need = TimeSpan.FromSeconds((double)PhotoCount * PhotoBytes / speed);
            return new Finding(
                DoctorChecks.Speed,
                need < SlowUploadThreshold ? CheckResult.Ok : CheckResult.Warning,
                context.Texts.SpeedMeasured(
                    context.Texts.Speed((long)speed), PhotoCount, context.Texts.Span(need), Texts.Place(destination)));
        }
        catch (EventPicsException e)
        {
            return new Finding(DoctorChecks.Speed, CheckResult.Bad, context.Texts.ErrorText(e.Error, e.StatusCode));
        }
    }
}
