namespace EventPics.Emulator;

/// <summary>Under which name an album's id appears in the list of events.</summary>
public enum AlbumIdProperty
{
    /// <summary><c>{"id":"a1","title":"Fotobox"}</c>, as the German and the English API page say.</summary>
    Id,

    /// <summary><c>{"title":"Fotobox","albumId":"a1"}</c>, as the Italian API page says.</summary>
    AlbumId,
}
