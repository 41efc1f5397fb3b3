using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Simulation;

/// <summary>What other programs and people do with the files in the folder.</summary>
internal sealed partial class SimulatedFolder
{
    private void Write(string path, byte[] bytes, bool isWhole)
    {
        if (_openFiles.ContainsKey(path))
        {
            return;
        }

        if (isWhole)
        {
            var sha256 = HotFolderFixture.Hash(bytes);
            _whole.Add(sha256);
            (_events.TryGetValue(sha256, out var events) ? events : _events[sha256] = []).Add(_event);
        }

        _hasFilesOfOthers |= _event != "a";
        AddTrace($"{(isWhole ? "whole" : "part")} {path} {HotFolderFixture.Hash(bytes)[..6]}");
        _growing.Remove(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        // As on a disk in real time: no two writes have the same time.
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        File.SetLastWriteTimeUtc(path, _clock.GetUtcNow().UtcDateTime);
        AddHint(path);
    }

    private void WritePart(string path, Func<byte[], byte[]> start)
    {
        if (!_openFiles.ContainsKey(path))
        {
            var whole = Photo();
            Write(path, start(whole), isWhole: false);
            _growing[path] = whole;
        }
    }

    private void CompleteFile()
    {
        if (_growing.Count > 0 && Pick([.. _growing.Keys]) is var path && File.Exists(path))
        {
            Write(path, _growing[path], isWhole: true);
        }
    }

    private void Move(string old, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AddTrace($"move {old} to {path}");
        _hasFilesOfOthers |= _hadOtherEvent;
        _growing.Remove(path);
        File.Move(old, path, overwrite: true);
        if (_growing.Remove(old, out var whole))
        {
            _growing[path] = whole;
        }

        AddHint(old);
        AddHint(path);
    }

    // Another program that locks it, or one that has the file open for writing and allows reading.
    private void OpenFile(string path, FileShare share)
    {
        try
        {
            _openFiles[path] = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, share);
        }
        catch (IOException) when (!File.Exists(path))
        {
        }
    }

    private void CloseFile(string path)
    {
        _openFiles.Remove(path, out var stream);
        stream!.Dispose();
    }

    // The system reports half of the changes.
    private void AddHint(string path)
    {
        if (_random.Next(2) == 0 && _loop.Folders.Count > 0)
        {
            _loop.AddHint(_loop.Folders[0], path);
        }
    }

    private string? Existing()
    {
        var files = Directory.GetFiles(_photos, "*", SearchOption.AllDirectories)
            .Where(
                path => !ClaimFile.IsHotFolderFile(path) && !path.StartsWith(Path.Combine(_photos, "uploaded"), StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToArray();
        return files.Length == 0 ? null : Pick(files);
    }

    private string? Hash(string path)
    {
        if (_openFiles.TryGetValue(path, out var stream))
        {
            stream.Position = 0;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return HotFolderFixture.Hash(bytes);
        }

        return HotFolderFixture.Hash(File.ReadAllBytes(path));
    }

    private byte[] Photo()
    {
        _photo++;
        byte[] noise = [(byte)(1 + (_photo % 200)), (byte)(1 + (_photo / 200)), .. new byte[] { 7, 9, 11, 13 }.Take(1 + (_photo % 4))];
        return [0xFF, 0xD8, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 5, 6, .. noise, 0xFF, 0xD9];
    }

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
