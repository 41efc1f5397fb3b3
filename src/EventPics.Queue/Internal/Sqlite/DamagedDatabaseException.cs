namespace EventPics.Queue.Internal.Sqlite;

/// <summary>Thrown when the database file is damaged or not a queue. It is then moved aside and rebuilt.</summary>
internal sealed class DamagedDatabaseException(string message, Exception? innerException = null) : Exception(message, innerException);
