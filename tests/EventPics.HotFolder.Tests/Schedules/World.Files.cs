using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Schedules;

/// <summary>What other programs and people do with the folder's files.</summary>
internal sealed partial class World
{
    private void Write(string path, byte[] bytes, bool isWhole)
    {
        if (_held.ContainsKey(path))
        {
            return;
        }

        if (isWhole)
        {
            var sha256 = Scene.Hash(bytes);
            _whole.Add(sha256);
            (_events.TryGetValue(sha256, out var events) ? events : _events[sha256] = []).Add(_event);
        }

        Tell($"{(isWhole ? "whole" : "part")} {path} {Scene.Hash(bytes)[..6]}");
        _growing.Remove(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        // As on a disk where time goes by: two writes never share a time.
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        File.SetLastWriteTimeUtc(path, _clock.GetUtcNow().UtcDateTime);
        Hint(path);
    }

    private void Grow(string path, Func<byte[], byte[]> start)
    {
        if (!_held.ContainsKey(path))
        {
            var whole = Photo();
            Write(path, start(whole), isWhole: false);
            _growing[path] = whole;
        }
    }

    private void Finish()
    {
        if (_growing.Count > 0 && Pick([.. _growing.Keys]) is var path && File.Exists(path))
        {
            Write(path, _growing[path], isWhole: true);
        }
    }

    private void Move(string old, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Tell($"move {old} to {path}");
        _growing.Remove(path);
        File.Move(old, path, overwrite: true);
        if (_growing.Remove(old, out var whole))
        {
            _growing[path] = whole;
        }

        Hint(old);
        Hint(path);
    }

    // Another program that keeps others out, or one that has the file open for writing and lets others read.
    private void Hold(string path, FileShare share)
    {
        try
        {
            _held[path] = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, share);
        }
        catch (IOException) when (!File.Exists(path))
        {
        }
    }

    private void Release(string path)
    {
        _held.Remove(path, out var stream);
        stream!.Dispose();
    }

    // Half of the time the system tells.
    private void Hint(string path)
    {
        if (_random.Next(2) == 0 && _loop.Folders.Count > 0)
        {
            _loop.Hint(_loop.Folders[0], path);
        }
    }

    private string? Existing()
    {
        var files = Directory.GetFiles(_photos, "*", SearchOption.AllDirectories)
            .Where(path => !ClaimFile.IsOwn(path) && !path.StartsWith(Path.Combine(_photos, "uploaded"), StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToArray();
        return files.Length == 0 ? null : Pick(files);
    }

    private string? Hash(string path)
    {
        if (_held.TryGetValue(path, out var stream))
        {
            stream.Position = 0;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Scene.Hash(bytes);
        }

        return Scene.Hash(File.ReadAllBytes(path));
    }

    private byte[] Photo()
    {
        _photo++;
        byte[] noise = [(byte)(1 + (_photo % 200)), (byte)(1 + (_photo / 200)), .. new byte[] { 7, 9, 11, 13 }.Take(1 + (_photo % 4))];
        return [0xFF, 0xD8, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 5, 6, .. noise, 0xFF, 0xD9];
    }

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
