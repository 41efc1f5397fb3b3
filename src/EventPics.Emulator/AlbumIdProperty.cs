namespace EventPics.Emulator;

/// <summary>Name of the property that holds an album's ID in the list of events.</summary>
public enum AlbumIdProperty
{
    /// <summary><c>{"id":"a1","title":"Fotobox"}</c>, as on the German and the English API page.</summary>
    Id,

    /// <summary><c>{"title":"Fotobox","albumId":"a1"}</c>, as on the Italian API page.</summary>
    AlbumId,
}
