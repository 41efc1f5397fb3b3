using System.Net;

namespace EventPics.LiveCheck.Bodies;

/// <summary>A photo and padding, sent slowly enough to take a given time.</summary>
internal sealed class SlowContent(byte[] photo, TimeSpan duration) : HttpContent
{
    private const int BytesPerStep = 4096;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly int _steps = (int)Math.Ceiling(duration / Step);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(photo);
        for (var step = 0; step < _steps; step++)
        {
            await Task.Delay(Step);
            await stream.WriteAsync(new byte[BytesPerStep]);
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = photo.Length + ((long)_steps * BytesPerStep);
        return true;
    }
}
