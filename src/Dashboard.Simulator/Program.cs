return await Dashboard.Simulator.CommandLine.Runner.RunAsync(args);
