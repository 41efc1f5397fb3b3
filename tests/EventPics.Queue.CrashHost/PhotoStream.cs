using EventPics.Tests.Shared;

namespace EventPics.Queue.CrashHost;

/// <summary>A photo that is determined by its number.</summary>
internal sealed class PhotoStream(int number, int size, KillPoint kill) : MemoryStream(TestImages.Jpeg(size, number))
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        kill.At("enqueue-read");
        var read = base.Read(buffer, offset, count);
        if (read == 0)
        {
            kill.At("enqueue-read-all");
        }

        return read;
    }
}
