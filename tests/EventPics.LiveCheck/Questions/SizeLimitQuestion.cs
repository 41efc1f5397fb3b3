using System.Diagnostics;
using EventPics.LiveCheck.Bodies;

namespace EventPics.LiveCheck.Questions;

internal sealed class SizeLimitQuestion() : Question(
    "size-limit",
    "How large may a file be?",
    "The library has no limit of its own. A file that is too large is rejected with 413 or a code such as EntityTooLarge.",
    "PUT with Expect: 100-continue and a large Content-Length; the body is not sent, so nothing is stored.")
{
    private const long MB = 1024 * 1024;

    private static readonly TimeSpan TimerPrecision = TimeSpan.FromMilliseconds(100);

    private static readonly long[] Sizes = [20 * MB, 100 * MB, 500 * MB, 1024 * MB, (5 * 1024 * MB) + 1];

    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var name = service.FileName("size-limit.mp4");
        var url = await service.GetUploadUrlAsync(name, cancellationToken);
        long accepted = 0;
        foreach (var size in Sizes)
        {
            var content = new AnnouncedContent(size);
            var started = Stopwatch.GetTimestamp();
            try
            {
                var reply = await service.PutAsync(url, content, cancellationToken, expectContinue: true);
                var isNamed = reply.Status == 413 || reply.Body.Contains("TooLarge", StringComparison.Ordinal);
                var detail = $"{size / MB} MB returned {reply.Status}, {accepted / MB} MB was accepted";
                return isNamed ? Finding.AsAssumed(detail) : Finding.Differs(detail);
            }
            catch (Exception) when (content.WasRequested)
            {
                // The body is also requested when the storage was silent for that long, which says nothing about the size.
                if (Stopwatch.GetElapsedTime(started) >= service.ContinueTimeout - TimerPrecision)
                {
                    return Finding.NoAnswer(
                        $"the storage does not answer Expect: 100-continue for {size / MB} MB, {accepted / MB} MB was accepted");
                }

                accepted = size;
            }
        }

        return Finding.AsAssumed($"{accepted / MB} MB was accepted");
    }
}
