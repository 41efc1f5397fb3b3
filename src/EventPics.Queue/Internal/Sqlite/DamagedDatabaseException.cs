namespace EventPics.Queue.Internal.Sqlite;

/// <summary>The database file is damaged or no queue; it is moved aside and rebuilt.</summary>
internal sealed class DamagedDatabaseException(string message, Exception? innerException = null) : Exception(message, innerException);
