return await Dashboard.Web.Cli.DashboardCommandLine.RunAsync(args);
