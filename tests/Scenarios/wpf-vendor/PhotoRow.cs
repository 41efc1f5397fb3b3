using System.ComponentModel;
using EventPics.Queue;

/// <summary>One line of the window's list.</summary>
public sealed class PhotoRow(string id) : INotifyPropertyChanged
{
    public event PropertyChangedEventHandler? PropertyChanged;

    public string Id { get; } = id;

    public string State { get; private set; } = "";

    public double Percent { get; private set; }

    public void Show(QueuedUpload upload)
    {
        State = upload.State.ToString();
        Percent = upload.State == QueuedUploadState.Uploaded ? 100 : 100.0 * upload.BytesSent / upload.Length;
        PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(null));
    }
}
