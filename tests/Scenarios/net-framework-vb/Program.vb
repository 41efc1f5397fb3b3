Imports System
Imports System.Threading.Tasks
Imports EventPics
Imports EventPics.Queue

Module Program
    Function Main(args As String()) As Integer
        Return RunAsync(args).GetAwaiter().GetResult()
    End Function

    Private Async Function RunAsync(args As String()) As Task(Of Integer)
        Dim options As New EventPicsClientOptions With {
            .ApiKey = Environment.GetEnvironmentVariable("EVENTPICS_API_KEY"),
            .BaseAddress = New Uri(Environment.GetEnvironmentVariable("EVENTPICS_BASE_ADDRESS"))
        }
        Using client As New EventPicsClient(options)
            Dim party = (Await client.GetEventsAndAlbumsAsync())(0)
            Try
                Await client.UploadAsync("nope0000", args(0))
                Return 1
            Catch e As EventPicsException When Not e.IsTransient
                Console.WriteLine($"{e.Error}: {e.Message}")
            End Try

            Using queue = Await UploadQueue.OpenAsync(client, New UploadQueueOptions With {.Folder = args(1)})
                AddHandler queue.Changed, Sub(sender, e) Console.WriteLine(If(e.Upload Is Nothing, "the queue changed", e.Upload.ToString()))
                Dim queued = Await queue.EnqueueAsync(party.LinkId, args(0), party.Albums(0).Id)
                Dim uploaded = Await queue.WaitForAsync(queued.Id)
                Return If(uploaded.State = QueuedUploadState.Uploaded, 0, 1)
            End Using
        End Using
    End Function
End Module
