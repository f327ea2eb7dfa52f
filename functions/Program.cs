Console.WriteLine("billing");
