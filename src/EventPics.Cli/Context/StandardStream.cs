using System.Text;

namespace EventPics.Cli.Context;

/// <summary>Stdout or stderr: when writing fails, the command continues and the failure is reported once.</summary>
internal sealed class StandardStream(TextWriter inner, Action<Exception> failed) : TextWriter(inner.FormatProvider)
{
    private readonly Lock _lock = new();
    private bool _hasFailed;

    /// <summary>Whether the stream was closed before the start, so that nothing may be written to it.</summary>
    public bool IsClosed { get; init; }

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(value, static (writer, value) => writer.Write(value));

    public override void Write(string? value) => Try(value, static (writer, value) => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine() => Write(CoreNewLine, 0, CoreNewLine.Length);

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush() => Try(0, static (writer, _) => writer.Flush());

    private void Try<T>(T value, Action<TextWriter, T> write)
    {
        Exception? failure = null;
        lock (_lock)
        {
            if (_hasFailed)
            {
                return;
            }

            try
            {
                ObjectDisposedException.ThrowIf(IsClosed, inner);
                write(inner, value);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // For a stream that was closed before the start, the runtime reports denied access.
                (_hasFailed, failure) = (true, e);
            }
        }

        if (failure is not null)
        {
            failed(failure);
        }
    }
}
